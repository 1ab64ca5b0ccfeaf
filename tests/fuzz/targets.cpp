#include "tests/fuzz/targets.hpp"

#include <array>

namespace hegui::fuzz {

namespace {

constexpr std::array kTargets{
    Target{"txt", &txt},           Target{"docx", &docx},       Target{"xlsx", &xlsx},
    Target{"odt", &odt},           Target{"ofd", &ofd},         Target{"html", &html},
    Target{"mht", &mht},           Target{"pages", &pages},     Target{"package", &package},
    Target{"archive", &archive},   Target{"grammar", &grammar}, Target{"formatter", &formatter},
    Target{"decoding", &decoding}, Target{"numbers", &numbers}, Target{"extraction", &extraction},
    Target{"facts", &facts},       Target{"writers", &writers}, Target{"evaluation", &evaluation},
};

}  // namespace

std::span<const Target> targets() { return kTargets; }

}  // namespace hegui::fuzz
