#!/usr/bin/env python3
"""Runs the side-by-side of rule engines with Hegui as one more engine and prints its table.

Usage: run.py PEERS_FOLDER PEERS_BENCH [WORK_FOLDER] [-- arguments of run_all.py]
       run.py ../shared/peers build/bench/tests/bench/peers_bench EMPTY_FOLDER -- --core 1 --runs 7

PEERS_FOLDER stays as it is: everything is built and run in a copy, WORK_FOLDER (a temporary folder when not given). What
its README names must be installed (apt, node); npm fetches the JavaScript engines. An engine that is not there is
skipped, and run_all.py says so.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ENTRIES = '''
def hegui(*options):
    def f(d):
        if not os.path.exists(f'{d}/facts.jsonl'): subprocess.run([sys.executable, MAKE_RULES, d], check=True)
        return [PEERS_BENCH, d, *options]
    return f
E.insert(2, ('Hegui', hegui(), 'data', 0, None, 'C++, exact decimals'))
E.insert(3, ('Hegui, findings in full (500 docs)', hegui('--findings'), 'data500', 1, None, 'C++, exact decimals'))
'''


def with_hegui(script, bench):
    """run_all.py with our entries behind its own."""
    mark = "def run(cmd):"
    if mark not in script:
        raise SystemExit("run_all.py is not as expected: Hegui's entries have no place in it")
    own = f"MAKE_RULES, PEERS_BENCH = {str(HERE / 'make_rules.py')!r}, {str(bench)!r}\n"
    return script.replace(mark, own + ENTRIES + mark, 1)


def prepare(peers, work, bench):
    shutil.copytree(peers, work, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules", "data*"))
    for path in work.rglob("*"):
        if not path.is_symlink() and "node_modules" not in path.parts:
            path.chmod(path.stat().st_mode | 0o200)
    if not (work / "node_modules").is_dir():
        subprocess.run(["npm", "install", "--no-audit", "--no-fund"], cwd=work, check=False)
    helper = work / "node_modules/@kie-tools/jitexecutor-native/dist/linux/jitexecutor"
    if helper.exists():
        helper.chmod(0o755)
    subprocess.run(["sh", "build_all.sh"], cwd=work, check=True)
    script = work / "run_all.py"
    script.write_text(with_hegui((peers / "run_all.py").read_text(encoding="utf-8"), bench), encoding="utf-8")


def main():
    arguments, rest = sys.argv[1:], []
    if "--" in arguments:
        at = arguments.index("--")
        arguments, rest = arguments[:at], arguments[at + 1:]
    if len(arguments) < 2:
        raise SystemExit(__doc__)
    peers, bench = pathlib.Path(arguments[0]).resolve(), pathlib.Path(arguments[1]).resolve()
    if not os.access(bench, os.X_OK):
        raise SystemExit(f"{bench} is not there: build the target peers_bench with optimisation first")
    work = pathlib.Path(arguments[2] if len(arguments) > 2 else tempfile.mkdtemp(prefix="peers-")).resolve()
    prepare(peers, work, bench)
    raise SystemExit(subprocess.run([sys.executable, "run_all.py", *rest], cwd=work).returncode)


if __name__ == "__main__":
    main()
