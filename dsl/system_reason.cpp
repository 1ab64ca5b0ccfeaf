#include "dsl/system_reason.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace hegui::dsl {

namespace {

struct Row {
  int error;
  const char* zh;
};
constexpr std::array kRows{Row{ENOENT, "没有这个文件或文件夹"},
                           Row{EACCES, "没有权限"},
                           Row{EPERM, "没有权限"},
                           Row{ENOSPC, "磁盘满了"},
                           Row{EDQUOT, "磁盘配额用完了"},
                           Row{EROFS, "磁盘是只读的"},
                           Row{EISDIR, "这是一个文件夹"},
                           Row{ENOTDIR, "路径中有一段不是文件夹"},
                           Row{EEXIST, "已经有同名的文件"},
                           Row{ENAMETOOLONG, "名称太长"},
                           Row{EFBIG, "超过了文件大小的上限"},
                           Row{EIO, "磁盘读写出错"},
                           Row{EPIPE, "接收的一方已经关闭"},
                           Row{EBADF, "已经关闭"},
                           Row{EMFILE, "打开的文件太多"},
                           Row{ENFILE, "打开的文件太多"},
                           Row{ENOMEM, "内存不够"},
                           Row{ELOOP, "链接互相指向"},
                           Row{ETXTBSY, "文件正在使用"},
                           Row{EBUSY, "文件正在使用"}};

}  // namespace

std::string system_reason_zh(int error) {
  const auto* row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& each) { return each.error == error; });
  return row == kRows.end() ? system_reason_en(error) : row->zh;
}

std::string system_reason_en(int error) { return std::generic_category().message(error); }

}  // namespace hegui::dsl
