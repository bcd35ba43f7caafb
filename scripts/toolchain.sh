# Sourced by ./usher, ./check and .ci/run, which set $root first: the JDK, Maven, and one build at a time.

fail() {
  printf 'usher: %s\n' "$@" >&2
  exit 1
}

is_jdk_25() {
  [ -n "$1" ] && [ -x "$1/bin/javac" ] && grep -qs '^JAVA_VERSION="25[."-]' "$1/release"
}

# The folder of the java on PATH, links followed; nothing when there is none.
home_of_java_on_path() {
  local java
  java=$(command -v java) && java=$(readlink -f "$java") && dirname "$(dirname "$java")"
}

# Prints the home of a JDK 25, or fails.
find_jdk() {
  local candidate
  for candidate in \
    "${JAVA_HOME:-}" \
    "$(home_of_java_on_path)" \
    /usr/lib/jvm/*25* \
    /usr/java/*25* \
    /opt/*jdk*25* \
    "$HOME"/.sdkman/candidates/java/25* \
    "$HOME"/.jdks/*25* \
    "$HOME"/.local/share/mise/installs/java/*25* \
    "$HOME"/.asdf/installs/java/*25* \
    "$([ ! -x /usr/libexec/java_home ] || /usr/libexec/java_home -v 25 2>/dev/null)" \
    /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
    if is_jdk_25 "$candidate"; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  return 1
}

# Exports JAVA_HOME, or says how to get a JDK 25 and stops.
use_jdk() {
  JAVA_HOME=$(find_jdk) || fail \
    "no JDK 25 was found (looked at JAVA_HOME, the java on PATH and the usual folders)." \
    "To get one:" \
    "  any system        sdk install java 25-tem      (SDKMAN), or an archive from https://adoptium.net" \
    "  Debian, Ubuntu    apt install temurin-25-jdk   (Adoptium's repository), or openjdk-25-jdk where it exists" \
    "  Fedora            dnf install java-25-openjdk-devel" \
    "  macOS             brew install openjdk@25" \
    "Then start again, with JAVA_HOME pointing at it if it lies in an unusual place."
  export JAVA_HOME
}

need_maven() {
  command -v mvn >/dev/null || fail \
    "building needs Maven (mvn), which was not found on PATH." \
    "To get it:  apt install maven  |  dnf install maven  |  brew install maven  |  sdk install maven"
}

# Waits until no other process builds in this checkout; the lock ends with the process.
lock_build() {
  if command -v flock >/dev/null; then
    exec 9<"$root/pom.xml"
    flock --nonblock 9 || { echo "usher: waiting for another build in $root" >&2; flock 9; }
    return
  fi
  local lock=$root/target/build.lock
  mkdir -p "$root/target"
  until mkdir "$lock" 2>/dev/null; do
    kill -0 "$(cat "$lock/pid" 2>/dev/null)" 2>/dev/null || { sleep 1; rm -rf "$lock"; }
    sleep 1
  done
  echo $$ >"$lock/pid"
  trap 'unlock_build' EXIT
}

unlock_build() {
  if command -v flock >/dev/null; then
    exec 9<&-
  else
    rm -rf "$root/target/build.lock"
    trap - EXIT
  fi
}
