// The style sheet and the program of the findings page, as they stand in html/*.css and html/*.js.
// Built into the program by cmake/embed.cmake; the page writer puts them into every page.
// Afterwards a page needs no other file and no network.
#pragma once

#include <string_view>

namespace hegui::findings {

std::string_view html_styles();
std::string_view html_scripts();

}  // namespace hegui::findings
