# What ./hegui and ./run-tests share: missing packages, configuring, building. Sourced by bash; needs $root.
# shellcheck shell=bash disable=SC2154
# All messages go to stderr, so that the output of the program stays clean.

# Chinese unless the locale names another language (the C locale names none).
case "${LC_ALL:-${LC_MESSAGES:-${LANG:-zh}}}" in
  zh* | C | C.* | POSIX) hegui_language=zh ;;
  *) hegui_language=en ;;
esac

# say ZH EN: one line on stderr in the reader's language.
say() {
  if [ "$hegui_language" = zh ]; then printf 'hegui: %s\n' "$1" >&2; else printf 'hegui: %s\n' "$2" >&2; fi
}

# Objects of one checkout serve another: paths below it are hashed as relative ones.
export CCACHE_BASEDIR=$root

# The packages of cmake/debian-packages.txt that are not installed, one a line.
missing_packages() {
  local wanted
  wanted=$(sed -e 's/#.*//' -e 's/[[:space:]].*//' -e '/^$/d' "$root/cmake/debian-packages.txt")
  if ! command -v dpkg-query >/dev/null 2>&1; then
    printf '%s\n' "$wanted"
    return
  fi
  # shellcheck disable=SC2086
  comm -23 <(printf '%s\n' "$wanted" | sort) \
    <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null | sed -n 's/^installed //p' | sort -u)
}

install_packages() {
  local missing package as_root=
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  # shellcheck disable=SC2086
  set -- $missing
  if ! command -v apt-get >/dev/null 2>&1; then
    say "缺少这些软件包，本机没有 apt-get，请手工安装：$*" "these packages are missing and there is no apt-get here; please install by hand: $*"
    exit 2
  fi
  if [ "$(id -u)" != 0 ]; then
    # sudo -n: never wait for a password that nobody is there to type.
    if command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || { [ -t 0 ] && [ -t 2 ]; }; }; then
      as_root=sudo
    else
      say "缺少软件包，又没有 root 或 sudo 权限。请让管理员运行：" "packages are missing, and there is neither root nor sudo. Ask an administrator to run:"
      printf '  apt-get install -y --no-install-recommends %s\n' "$*" >&2
      exit 2
    fi
  fi
  for package in "$@"; do say "安装软件包 $package" "installing package $package"; done
  if ! $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null 2>&1; then
    # The package lists may be missing or old: fetch them once and try again.
    if ! { $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -qq -y --no-install-recommends "$@"; } >&2; then
      say "软件包没有装上（上面是 apt-get 的说明）。请手工运行：apt-get install $*" "the packages could not be installed (apt-get says why above). Please run by hand: apt-get install $*"
      exit 2
    fi
  fi
}

# configure PRESET: once, and again when the presets or the list of packages changed.
configure() {
  local folder=$root/build/$1 log=$root/build/$1-configure.log
  if [ -f "$folder/build.ninja" ] && [ ! "$root/CMakePresets.json" -nt "$folder/build.ninja" ] &&
    [ ! "$root/cmake/debian-packages.txt" -nt "$folder/build.ninja" ]; then
    return 0
  fi
  install_packages
  say "配置 build/$1" "configuring build/$1"
  set -- --preset "$1"
  if command -v ccache >/dev/null 2>&1; then set -- "$@" -DCMAKE_CXX_COMPILER_LAUNCHER=ccache; fi
  if ! (cd "$root" && cmake "$@") >"$log" 2>&1; then
    cat "$log" >&2
    say "配置失败，说明见上" "configuring failed, see above"
    exit 2
  fi
  touch "$folder/build.ninja"
}

# build PRESET [TARGET…]: progress on stderr.
build() {
  local preset=$1
  shift
  say "编译 build/$preset（首次需要几分钟）" "building build/$preset (the first time takes a few minutes)"
  if ! cmake --build "$root/build/$preset" ${1:+--target "$@"} >&2; then
    say "编译失败，说明见上" "the build failed, see above"
    exit 2
  fi
}

# with_lock COMMAND…: two first runs at once wait for each other instead of building into the same folder.
with_lock() {
  if ! mkdir -p "$root/build" 2>/dev/null || ! : >>"$root/build/.lock"; then
    say "不能写入 $root/build：第一次运行须由能写入该文件夹的用户进行" "cannot write to $root/build: the first run must be made by a user who can"
    exit 2
  fi
  exec 9>>"$root/build/.lock"
  if ! flock -n 9; then
    say "另一个 hegui 正在编译，等它完成" "another hegui is building, waiting for it"
    flock 9
  fi
  "$@" 9>&-
  exec 9>&-
}
