#!/usr/bin/env python3
"""Writes the side-by-side's workload in Hegui's terms: peers.hegui (a taxonomy with one concept a figure, and the rules)
and facts.jsonl (one report a line, facts as `hegui check --facts` takes them).

Usage: make_rules.py FOLDER_WITH_rules.json_AND_facts.ndjson [OUT_FOLDER]

Nothing is worked out here: a figure of the workload becomes a fact with the same digits, a rule one rule of the language.
"""
import decimal
import json
import pathlib
import sys

HEADS = {
    "b": ("预算", "金额"), "a": ("决算", "金额"), "r": ("执行率", "比率"), "bt": ("预算小计", "金额"), "at": ("决算小计", "金额"),
    "s": ("得分", "分"), "st": ("总分", "分"), "f": ("标志", "数"),
}


def split(name):
    head = name.rstrip("0123456789")
    return head, name[len(head):]


def chinese(name):
    head, number = split(name)
    return HEADS[head][0] + (number or ("合计" if head in ("bt", "at") else ""))


def query(name):
    return f"[{chinese(name)}]"


def condition(rule):
    shape = rule["shape"]
    if shape == "ratio":
        percent = decimal.Decimal(str(rule["tol"])) * 100
        return [f"应    {query(rule['num'])} ÷ {query(rule['den'])} = {query(rule['rate'])} 误差 {percent.normalize():f}%"]
    if shape == "le":
        return [f"应    {query(rule['x'])} ≤ {query(rule['y'])}"]
    if shape == "sum":
        unit = "分" if rule["total"] == "st" else "元"
        total = " ＋ ".join(query(item) for item in rule["items"])
        return [f"应    {total} = {query(rule['total'])} 误差 {rule['tol']}{unit}"]
    unit = "分" if rule["x"] == "st" else "%"
    return [f"当    {query(rule['x'])} < {rule['lt']}{unit}", f"应    {query(rule['flag'])} = 1"]


def write_rules(names, rules, path):
    lines = ["## 与其他引擎并排比较用的规则：由 make_rules.py 从 rules.json 写出。", "规则集 bench.peers", "  名称  “并排比较”",
             "  版本  1.0.0", ""]
    for name in names:
        lines.append(f"概念 {chinese(name)}（{name}）：{HEADS[split(name)[0]][1]}")
    for rule in rules:
        lines += ["", f"规则 P-{rule['id']:03} “{rule['shape']} {rule['id']}”", "  级别  错误"]
        lines += ["  " + clause for clause in condition(rule)]
        lines.append("  说明  “不符。”")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_facts(source, path):
    with source.open(encoding="utf-8") as documents, path.open("w", encoding="utf-8") as out:
        for line in documents:
            document = json.loads(line, parse_float=str, parse_int=str)
            facts = []
            for name, value in document.items():
                if name == "id":
                    continue
                fact = {"concept": name, "value": value}
                if split(name)[0] == "r":
                    fact["unit"] = "%"
                facts.append(fact)
            report = {"path": document["id"], "facts": facts}
            out.write(json.dumps(report, ensure_ascii=False, separators=(",", ":")) + "\n")


def main():
    folder = pathlib.Path(sys.argv[1])
    out = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else folder
    out.mkdir(parents=True, exist_ok=True)
    with (folder / "facts.ndjson").open(encoding="utf-8") as first:
        names = [name for name in json.loads(first.readline()) if name != "id"]
    rules = json.loads((folder / "rules.json").read_text(encoding="utf-8"))
    write_rules(names, rules, out / "peers.hegui")
    write_facts(folder / "facts.ndjson", out / "facts.jsonl")


if __name__ == "__main__":
    main()
