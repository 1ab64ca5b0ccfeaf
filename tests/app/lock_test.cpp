// `hegui rules lock` and `hegui check --locked`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dsl/sha256.hpp"
#include "tests/app/program.hpp"

namespace hegui::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Lock : public ::testing::Test {
 protected:
  void SetUp() override {
    book_ = scratch_.file("book.hegui", rules_);
    scratch_.file("report.txt", small_report());
    how_.folder = scratch_.path();
    ASSERT_EQ(run({"rules", "lock", "-r", "book.hegui"}).status, 0);
  }
  Ran run(const std::vector<std::string>& arguments) const { return run_program(arguments, how_); }
  std::string locked() const { return slurp(scratch_.path() / "hegui.lock"); }

  const std::string rules_ =
      "规则集 my.rules\n  版本  1.2.0\n  引用  cn.taxonomy 1\n\n规则 A-1 “应有措施”\n  级别  提示\n"
      "  应    有 章节（改进措施）\n  说明  “没有措施。”\n";
  Scratch scratch_;
  std::string book_;
  How how_;
};

TEST_F(Lock, NamesEveryRulebookWithItsVersionAndDigest) {
  EXPECT_THAT(locked(), AllOf(HasSubstr("my.rules 1.2.0 sha256:" + dsl::sha256_hex(rules_) + "\n"),
                              HasSubstr("\ncn.taxonomy 1.")));
  const std::string before = locked();
  EXPECT_EQ(run({"rules", "lock", "-r", "book.hegui", "-o", "-"}).out, before);
}

TEST_F(Lock, TheLockedRulebooksAreAccepted) {
  const Ran ran = run({"check", "--locked", "report.txt", "-r", "book.hegui"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("A-1"));
}

TEST_F(Lock, AChangedRulebookIsRefusedByName) {
  scratch_.file("book.hegui", rules_ + "# 改了一处\n");
  const Ran ran = run({"check", "--locked", "report.txt", "-r", "book.hegui"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, AllOf(HasSubstr("my.rules"), HasSubstr("应为 1.2.0 sha256:" + dsl::sha256_hex(rules_)),
                             HasSubstr("现为 1.2.0 sha256:" + dsl::sha256_hex(rules_ + "# 改了一处\n")),
                             HasSubstr("没有核查任何报告"), Not(HasSubstr("规则集 cn.taxonomy"))));
}

TEST_F(Lock, RulebooksMoreOrFewerAreRefused) {
  const auto more = scratch_.file("more.hegui", "规则集 my.more\n  版本  1.0.0\n");
  const Ran with_more = run({"check", "--locked", "report.txt", "-r", "book.hegui", "-r", more});
  EXPECT_EQ(with_more.status, 2);
  EXPECT_THAT(with_more.err, HasSubstr("my.more 不在锁定文件里"));
  const Ran with_fewer = run({"check", "--locked", "report.txt", "-r", more});
  EXPECT_EQ(with_fewer.status, 2);
  EXPECT_THAT(with_fewer.err, HasSubstr("my.rules 没有用上"));
}

TEST_F(Lock, AFileThatIsNoLockIsToldWithItsLine) {
  EXPECT_THAT(run({"check", "--locked=none.lock", "report.txt"}).err, HasSubstr("none.lock"));
  scratch_.file("bad.lock", "hegui-lock 1\nmy.rules 1.0.0 sha256:123\n");
  const Ran ran = run({"check", "--locked=bad.lock", "report.txt", "--lang", "en"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("bad.lock:2"));
  scratch_.file("bytes.lock", std::string("\0\xFF\xFE", 3));
  EXPECT_EQ(run({"check", "--locked=bytes.lock", "report.txt"}).status, 2);
}

}  // namespace
}  // namespace hegui::app
