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
  al-llm
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
packed=$home/al-cli/target/al-classes
shared=$home/al-cli/target/al.jsa

# Who lets ONNX Runtime score downloads it, 54 MB.
onnx=
case " $* " in
  *--score-with*onnx* | *score-with=onnx*) onnx=-Pcpu,onnx ;;
esac
case ${AL4J_MAIN-} in
  *.OnnxBenchmark) onnx=-Pcpu,onnx ;;
esac
if [ -s "$built" ] && grep -q onnxruntime "$built"; then
  onnx=-Pcpu,onnx
fi
[ -z "$onnx" ] || modules="al-onnx $modules"

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
  [ -z "$onnx" ] || grep -q onnxruntime "$built" || return 1
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
  (cd "$home" && ./mvnw -q -B -DskipTests $e5 $onnx -pl al-bench -am process-classes) >&2 || {
    echo "al: the build failed" >&2
    exit 1
  }
  trap - EXIT INT TERM
fi

if [ -n "${JAVA_HOME-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
  java=$JAVA_HOME/bin/java
else
  java=java
fi
# Java shares loaded classes between starts only from jars. Where none can be made the folders do, too.
pack() {
  rm -f "$shared"
  mkdir "$packed.$$" || return 1
  for module in $modules; do
    "${java%java}jar" --create --no-compress --file "$packed.$$/$module.jar" \
      -C "$home/$module/target/classes" . || return 1
  done
  rm -rf "$packed"
  mv "$packed.$$" "$packed"
}
if [ -z "$(find "$packed" -prune -newer "$built" 2>/dev/null)" ]; then
  pack 2>/dev/null || rm -rf "$packed.$$" "$packed"
fi

libraries=$(cat "$built")
classes=
for module in $modules; do
  case $module,$libraries in
    # Built with -Pcuda: the CPU backend's classes would miss theirs.
    al-native-cpu,*/nd4j-cuda*) ;;
    *) if [ -d "$packed" ]; then
         classes=$classes$packed/$module.jar:
       else
         classes=$classes$home/$module/target/classes:
       fi ;;
  esac
done
# Java looks for each class from the left: those with the most classes at a start come first.
first=
others=
IFS=:
set -f
for jar in $libraries; do
  case ${jar##*/} in
    jackson-[acd]*|javalin-*|jetty-*|kotlin-stdlib-*|picocli-*|slf4j-*) first=$first$jar: ;;
    *) others=$others:$jar ;;
  esac
done
unset IFS
set +f
class_path=$first$classes${others#:}

if [ -z "${OMP_NUM_THREADS-}" ]; then
  # OpenMP reads it before Java runs.
  OMP_NUM_THREADS=$(nproc 2>/dev/null || sysctl -n hw.physicalcpu 2>/dev/null || echo 2)
  export OMP_NUM_THREADS
fi
share=-Xshare:auto
if [ -d "$packed" ]; then
  if [ ! -e "$shared" ] && [ -w "$home/al-cli/target" ]; then
    # A start that Java remembers the classes of; where it fails, starts take half a second longer.
    "$java" -XX:ArchiveClassesAtExit="$shared.$$" -Xlog:disable -Dorg.nd4j.log.initialization=false \
      -cp "$class_path" org.al4j.cli.FirstStart >/dev/null 2>&1 || :
    [ -e "$shared.$$" ] || touch "$shared.$$" # empty: not to be tried again
    mv -f "$shared.$$" "$shared"
  fi
  [ ! -s "$shared" ] || share=-XX:SharedArchiveFile=$shared
fi
# AL4J_MAIN names another program, such as a benchmark (docs/benchmarks.md).
# Native memory beside the heap: JavaCPP's limits are shares of the largest heap, whatever -Xmx is.
exec "$java" "$share" -Xlog:disable -Xlog:all=error:stderr \
  -Dorg.bytedeco.javacpp.maxbytes=100% -Dorg.bytedeco.javacpp.maxphysicalbytes=300% \
  -Dorg.nd4j.log.initialization=false \
  -cp "$class_path" "${AL4J_MAIN:-org.al4j.cli.Al}" "$@"
