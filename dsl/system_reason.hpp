// Why the system refused, in the reader's language: “磁盘满了” for ENOSPC.
// Called where a file cannot be read or written.
// Afterwards a Chinese message has no English half; reasons without a wording of ours are told as the system tells
// them.
#pragma once

#include <string>

namespace hegui::dsl {

std::string system_reason_zh(int error);
std::string system_reason_en(int error);

}  // namespace hegui::dsl
