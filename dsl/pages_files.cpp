// Pages of HG-F…: files that cannot be read as rules.
// clang-format off
#include <array>

#include "dsl/pages.hpp"

namespace hegui::dsl {
namespace {

constexpr std::array pages{
    CodePage{"HG-F001",
        "命令里写的文件或文件夹不存在。没有读到规则，就不会核查，以免把“没有查”当成“没有问题”。",
        "The file or folder that the command names does not exist. Nothing is checked without it: “not checked” must not look like “no findings”.",
        "检查路径和当前文件夹。", "Check the path and the current folder.", "", ""},
    CodePage{"HG-F002",
        "给出的是设备、管道一类的东西，不是普通文件。它可能没有尽头，所以不读。",
        "What was given is a device or a pipe, not an ordinary file. It may never end, so it is not read.",
        "给出规则文件，或装有规则文件的文件夹。", "Name a rule file or a folder of rule files.", "", ""},
    CodePage{"HG-F003",
        "系统不让读这个文件：没有权限，链接指向自己，或磁盘出错。后面是系统说的原因。",
        "The system refuses to read the file: no permission, a link to itself, or a disk error. The system's reason follows.",
        "检查权限和链接。", "Check permissions and links.", "", ""},
    CodePage{"HG-F004",
        "一份规则文件最大8 MiB（约两万五千条规则）。更大的多半不是规则文件；限制大小，检查的时间和内存才有底。",
        "A rule file may hold 8 MiB, some 25,000 rules. Anything larger is hardly a rule file; the limit keeps time and memory bounded.",
        "检查是不是交错了文件；真有这么多规则，分成几份。", "Check that it is the right file; split it if it really holds that many rules.", "", ""},
    CodePage{"HG-F005",
        "文件里有不合UTF-8编码的字节，通常是存成了GBK（ANSI）。字节怎么读是说不准的，所以不猜。",
        "The file has bytes that are not UTF-8, mostly because it was saved as GBK (ANSI). How to read them cannot be known, so nothing is guessed.",
        "用编辑器打开，另存为UTF-8。", "Open it in an editor and save it as UTF-8.", "", ""},
    CodePage{"HG-F006",
        "文件里有空字符，文字文件里不会有：多半是Word文档、压缩包，或写坏了的文件。",
        "The file has a NUL character, which text never has: it is a Word document, an archive or a damaged file.",
        "把内容存成纯文字（UTF-8）。", "Save the contents as plain text in UTF-8.", "", ""},
    CodePage{"HG-F007",
        "文件夹里（包括下级文件夹）没有以 .hegui 结尾的文件。",
        "The folder, with the folders below it, has no file that ends in .hegui.",
        "检查文件夹；规则文件的名称要以 .hegui 结尾。", "Check the folder; names of rule files end in .hegui.", "", ""},
    CodePage{"HG-F008",
        "文件夹里的规则文件超过2000个，多半不是想给的那个文件夹。一个也不读。",
        "The folder has more than 2,000 rule files and is hardly the one that was meant. None of them is read.",
        "给出规则所在的文件夹。", "Name the folder of the rules.", "", ""},
    CodePage{"HG-F009",
        "文件以UTF-16编码的标记开头（记事本的“Unicode”）。规则文件一律用UTF-8。",
        "The file begins with the mark of UTF-16 (“Unicode” in Notepad). Rule files are UTF-8.",
        "另存为UTF-8。", "Save it as UTF-8.", "", ""},
    CodePage{"HG-F010",
        "一次检查的规则文件合计最多32 MiB。从超出的那一份起没有读，结果不完整，所以是错误。",
        "The rule files of one run may hold 32 MiB together. From the file that exceeds it nothing was read; the result would be incomplete, hence an error.",
        "检查是不是给多了文件夹。", "Check whether too many folders were given.", "", ""},
};

}  // namespace

std::span<const CodePage> file_pages() { return pages; }

}  // namespace hegui::dsl
// clang-format on
