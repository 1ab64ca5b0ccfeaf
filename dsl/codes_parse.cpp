// The rows of the loader (HG-F…, files) and of the parser (HG-P…), sorted by code.
// {0}, {1} … are the arguments of the diagnostic. A code, once given, keeps its meaning and is never used again.
#include <array>

#include "dsl/codes.hpp"

namespace hegui::dsl {
namespace {

constexpr auto error = Level::error;
constexpr auto lint = Level::lint;

// clang-format off
constexpr std::array file_rows = {
    DiagnosticCode{"HG-F001", error, "没有这个文件或文件夹", "no such file or folder", "", ""},
    DiagnosticCode{"HG-F002", error, "不是普通文件", "not an ordinary file",
                   "给出规则文件（*.hegui）或装有规则文件的文件夹", "name a rule file (*.hegui) or a folder of rule files"},
    DiagnosticCode{"HG-F003", error, "不能读取：{0}", "cannot be read: {1}",
                   "检查路径和读取权限", "check the path, and that you may read it"},
    DiagnosticCode{"HG-F004", error, "文件超过{0} MiB", "the file is larger than {0} MiB",
                   "规则文件是文字；检查是不是交错了文件", "rule files are text; check that this is the right file"},
    DiagnosticCode{"HG-F005", error, "第{0}行第{1}个字符不是UTF-8编码", "line {0}, column {1} is not UTF-8",
                   "用编辑器把文件另存为UTF-8（不要用GBK或ANSI）", "save the file as UTF-8 in your editor (not as GBK or ANSI)"},
    DiagnosticCode{"HG-F006", error, "第{0}行第{1}个字符是空字符，这不是文字文件", "line {0}, column {1} is a NUL character: this is not a text file",
                   "规则文件是UTF-8编码的纯文字，不是Word文档", "rule files are plain text in UTF-8, not documents"},
    DiagnosticCode{"HG-F007", error, "文件夹里没有规则文件（*.hegui）", "the folder has no rule files (*.hegui)", "", ""},
    DiagnosticCode{"HG-F008", error, "规则文件超过{0}个", "more than {0} rule files",
                   "检查是不是交错了文件夹", "check that this is the right folder"},
    DiagnosticCode{"HG-F009", error, "文件是{0}编码，不是UTF-8", "the file is {0}, not UTF-8",
                   "用编辑器把文件另存为UTF-8", "save the file as UTF-8 in your editor"},
    DiagnosticCode{"HG-F010", error, "规则文件合计超过{0} MiB，从这一份起没有读", "the rule files are larger than {0} MiB together: from this one on they are not read",
                   "检查是不是交错了文件夹", "check that this is the right folder"},
};

// Of an error point: {0} the word before, {1} and {2} what was expected in Chinese and English, {3} the word found.
constexpr std::array parse_rows = {
    DiagnosticCode{"HG-P001", error, "“{3}”不能作一条的开头", "`{3}` does not begin an item",
                   "每一条以关键字开头：规则、概念、维度、章节、句式、词集、参数、依据、定义、方案、覆盖、停用、豁免、测试",
                   "items begin with a keyword: rule, concept, aspect, section, phrase, words, param, basis, define, profile, override, disable, waive, test"},
    DiagnosticCode{"HG-P002", error, "子句“{0}”不在任何一条之内", "the clause `{0}` belongs to no item",
                   "先写它所属的那一条，如“规则 编号 “名称””", "write the item first, such as `rule ID \"title\"`"},
    DiagnosticCode{"HG-P003", error, "“{0}”后面应写{1}", "{2} is expected behind `{0}`", "", ""},
    DiagnosticCode{"HG-P004", error, "“{0}”后面应写{1}", "{2} is expected behind `{0}`", "", ""},
    DiagnosticCode{"HG-P005", error, "这里读不懂“{3}”：前面已经写完整", "`{3}` is not understood here: what stands before it is complete",
                   "如果前后是一个条件，中间要有“且”“或”或比较符；如果是新的子句，要以它的关键字开头",
                   "join conditions with `and`, `or` or a comparison; begin a new clause with its keyword"},
    DiagnosticCode{"HG-P006", error, "“{0}”不是“{1}”的子句", "`{0}` is not a clause of `{1}`",
                   "“{1}”的子句：{2}", "clauses of `{1}`: {2}"},
    DiagnosticCode{"HG-P007", error, "这个条件前面缺少“{0}”", "`{1}` is missing before this condition",
                   "要求写成“应 条件”，不允许的写成“禁止 条件”，前提写成“当 条件”", "write `require` before what must hold, `forbid` before what must not, `when` before a premise"},
    DiagnosticCode{"HG-P008", error, "规则“{0}”没有写“应”或“禁止”", "rule \"{0}\" has no `require` and no `forbid`",
                   "写明要求：应 条件，或者：禁止 条件", "say what is required: `require CONDITION` or `forbid CONDITION`"},
    DiagnosticCode{"HG-P009", error, "没有“{0}”这样的符号", "there is no sign `{0}`", "", ""},
    DiagnosticCode{"HG-P010", error, "这里不能用“{0}”", "`{0}` cannot be used here", "", ""},
    DiagnosticCode{"HG-P011", error, "关键字“{0}”和旁边的字连在一起", "the keyword `{0}` is stuck to its neighbour",
                   "在关键字前后留一个空格", "put a blank around keywords"},
    DiagnosticCode{"HG-P012", error, "引号没有结束：这一行里没有与之配对的 {1}", "the quote is not closed: no matching {2} on this line",
                   "引号内的文字不能换行；检查有没有漏写 {1}", "quoted text ends on its line; check for a missing {2}"},
    DiagnosticCode{"HG-P013", error, "引号不配对：以 {0} 开头，不能以 {1} 结尾", "the quotes do not match: opened with {0}, closed with {1}",
                   "两头都用中文引号“”，或都用英文引号\"\"", "use “” at both ends, or \" at both ends"},
    DiagnosticCode{"HG-P014", error, "括号没有结束：这里应有“{1}”", "the bracket is not closed: {2} is expected here", "", ""},
    DiagnosticCode{"HG-P015", error, "报告文字没有结束：缺少单独一行的{1}", "the report text is not closed: {2} is missing on a line of its own",
                   "报告文字以\"\"\"开始，也以\"\"\"结束", "report text begins and ends with \"\"\""},
    DiagnosticCode{"HG-P016", error, "正则表达式没有结束：这一行里缺少“/”", "the regular expression is not closed: / is missing on this line",
                   "正则表达式写在两个“/”之间；其中的“/”写成“\\/”", "write it between two slashes; a slash inside is written \\/"},
    DiagnosticCode{"HG-P017", error, "花括号没有结束：这里应有“}}”", "the brace is not closed: `}}` is expected here",
                   "{{算式}}会换成它的值；要写花括号本身，写成“\\{{”", "{{value}} is replaced by its value; a plain brace is written \\{{"},
    DiagnosticCode{"HG-P018", error, "多余的“{0}”：没有与之配对的开头", "stray `{0}`: nothing opens it", "", ""},
    DiagnosticCode{"HG-P019", error, "这里不能用“{0}”（{1}）", "`{0}` ({2}) cannot be used here", "", ""},
    DiagnosticCode{"HG-P020", error, "比较不能连写", "comparisons cannot be chained",
                   "分成两个比较，用“且”连接：a ≤ b 且 b ≤ c", "write two comparisons joined by `and`: a <= b and b <= c"},
    DiagnosticCode{"HG-P021", error, "没有“{0}”这一天", "there is no day {0}", "写成 2021-01-31", "write it like 2021-01-31"},
    DiagnosticCode{"HG-P022", error, "“{0}”后面应写{1}", "{2} is expected behind `{0}`", "", ""},
    DiagnosticCode{"HG-P023", error, "数字太长：最多{0}位", "the number is too long: at most {0} digits", "", ""},
    DiagnosticCode{"HG-P024", error, "“{0}”后面应写{1}", "{2} is expected behind `{0}`",
                   "文字写在引号之间：“…”", "text stands in quotes: “…” or \"…\""},
    DiagnosticCode{"HG-P025", error, "“{0}”后面应写“{1}”", "`{2}` is expected behind `{0}`", "", ""},
    DiagnosticCode{"HG-P026", error, "“{0}”后面应写{1}", "{2} is expected behind `{0}`", "", ""},
    DiagnosticCode{"HG-P027", error, "“{0}”后面应写{1}", "{2} is expected behind `{0}`",
                   "类型：金额、比率、百分点、分、数量、日期、年度、时长、文本、数、是非", "types: money, rate, points, score, count, date, year, duration, text, number, boolean"},
    DiagnosticCode{"HG-P029", error, "“{0}”写了两次", "`{0}` is written twice", "只留一个", "keep one of them"},
    DiagnosticCode{"HG-P030", error, "嵌套超过{0}层", "nested more than {0} deep",
                   "用“令”给中间结果起名", "name intermediate results with `let`"},
    DiagnosticCode{"HG-P031", error, "算式太长：超过{0}层", "the expression is too long: more than {0} steps",
                   "用“令”分成几步", "split it into steps with `let`"},
    DiagnosticCode{"HG-P032", error, "引号里的“{0}”没有意义", "`{0}` means nothing inside quotes",
                   "可以写 \\n（换行）、\\\"、\\{{、\\}}；反斜杠本身写成 \\\\", "use \\n, \\\", \\{{, \\}}; a backslash itself is written \\\\"},
    DiagnosticCode{"HG-P033", error, "方括号里“{0}”后面应写{1}", "{2} is expected behind `{0}` inside the square brackets",
                   "方括号里写数据的名称，如 [决算 支出]、[决算 属于 三公经费]、[范围=基本支出]", "square brackets hold the name of a figure, such as [actual expenditure] or [scope=basic]"},
    DiagnosticCode{"HG-P034", error, "“{0}”后面应写{1}", "{2} is expected behind `{0}`",
                   "报告文字写在两行\"\"\"之间", "report text stands between two lines of \"\"\""},
    DiagnosticCode{"HG-P037", lint, "“{0}”是全角数字，读作{1}", "`{0}` has full-width digits; it is read as {1}",
                   "改用半角数字；hegui rules fmt 会改好", "use ASCII digits; `hegui rules fmt` changes them"},
    DiagnosticCode{"HG-P038", error, "错误超过{0}处，其余不再列出", "more than {0} errors; the rest is not listed", "", ""},
    DiagnosticCode{"HG-P039", error, "“{0}”后面应写{1}", "{2} is expected behind `{0}`", "", ""},
    DiagnosticCode{"HG-P041", error, "词语之间缺少顿号", "a separator between words is missing",
                   "用“、”隔开；含空格或标点的词语加引号", "separate words with commas; quote words that contain blanks or punctuation"},
    DiagnosticCode{"HG-P042", error, "“{0}”是关键字，不能作名称", "`{0}` is a keyword and cannot be a name",
                   "换一个名称", "choose another name"},
    DiagnosticCode{"HG-P043", error, "“{0}”后面不写“{1}”", "no `{1}` behind `{0}`",
                   "删去，空一格再写", "remove it and leave a blank"},
    DiagnosticCode{"HG-P044", error, "条件不能用“{0}”并列", "conditions are not joined by `{0}`",
                   "并列的条件用“且”“或”连接；要找几个词中的任何一个，写成 包含 任一（“甲”、“乙”）",
                   "join conditions with `and` or `or`; to look for any of several words write contains any(\"a\", \"b\")"},
    DiagnosticCode{"HG-P045", error, "方括号里的词用空格隔开，不用“{0}”", "words in square brackets are separated by blanks, not by `{0}`",
                   "写成 [决算 支出]；两个数写成两个方括号", "write [actual expenditure]; two figures take two brackets"},
    DiagnosticCode{"HG-P046", error, "“{0}”后面应写“：”和条件", "`:` and a condition are expected behind `{0}`",
                   "写成 每个 项 于 组.各项：项 > 0元", "write it like every x in part.parts: x > 0 yuan"},
    DiagnosticCode{"HG-P047", error, "“{0}”后面的名称要写在括号里", "the name behind `{0}` stands in brackets", "", ""},
};
// clang-format on

}  // namespace

std::span<const DiagnosticCode> file_codes() { return file_rows; }
std::span<const DiagnosticCode> parse_codes() { return parse_rows; }

}  // namespace hegui::dsl
