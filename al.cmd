@echo off
rem Runs AL4J's command line from its source tree, building it first when a class is missing or out of date.
rem What the build says goes to stderr; arguments and exit code are the program's own.
setlocal
set "AL_HOME=%~dp0"
if "%AL_HOME:~-1%"=="\" set "AL_HOME=%AL_HOME:~0,-1%"
set "AL_BUILT=%AL_HOME%\al-cli\target\al.classpath"
rem Who names e5-small downloads it, 25 MB; from then on it is there. Not in quotation marks: arguments have their own.
set AL_ARGS=%*
set "AL_E5="
powershell -NoProfile -Command "if($env:AL_ARGS -match 'e5-small' -or ((Test-Path -LiteralPath $env:AL_BUILT) -and (Select-String -Quiet -SimpleMatch 'e5-small-v2' -LiteralPath $env:AL_BUILT))){exit 1}; exit 0"
if errorlevel 1 set "AL_E5=-Dal4j.e5.scope=runtime"
rem Who lets ONNX Runtime score downloads it, 54 MB.
set "AL_ONNX="
powershell -NoProfile -Command "if($env:AL_ARGS -match 'score-with[ =]+onnx' -or $env:AL4J_MAIN -match 'OnnxBenchmark' -or ((Test-Path -LiteralPath $env:AL_BUILT) -and (Select-String -Quiet -SimpleMatch 'onnxruntime' -LiteralPath $env:AL_BUILT))){exit 1}; exit 0"
if errorlevel 1 set "AL_ONNX=-Pcpu,onnx"

powershell -NoProfile -Command "$b=Get-Item -LiteralPath $env:AL_BUILT -ErrorAction SilentlyContinue; if(-not $b){exit 1}; if($env:AL_E5 -and -not (Select-String -Quiet -SimpleMatch 'e5-small-v2' -LiteralPath $b.FullName)){exit 1}; if($env:AL_ONNX -and -not (Select-String -Quiet -SimpleMatch 'onnxruntime' -LiteralPath $b.FullName)){exit 1}; $n=Get-ChildItem -Path ($env:AL_HOME+'\pom.xml'),($env:AL_HOME+'\al-*\pom.xml'),($env:AL_HOME+'\al-*\src\main') -Recurse | Where-Object {$_.LastWriteTime -gt $b.LastWriteTime} | Select-Object -First 1; if($n){exit 1}; foreach($j in (Get-Content -LiteralPath $b.FullName).Split(';')){if(-not (Test-Path -LiteralPath $j)){exit 1}}; exit 0"
if not errorlevel 1 goto run
echo al: building (the first time this downloads the libraries; it takes a few minutes) 1>&2
pushd "%AL_HOME%"
call mvnw.cmd -q -B -DskipTests %AL_E5% %AL_ONNX% -pl al-bench -am process-classes 1>&2
if errorlevel 1 (
  popd
  del /q "%AL_BUILT%" 2>nul
  exit /b 1
)
popd

:run
set "AL_CP="
set "AL_MODULES=al-bench"
set "AL_MODULES=%AL_MODULES% al-cli"
set "AL_MODULES=%AL_MODULES% al-llm"
set "AL_MODULES=%AL_MODULES% al-server"
set "AL_MODULES=%AL_MODULES% al-examples"
set "AL_MODULES=%AL_MODULES% al-study"
set "AL_MODULES=%AL_MODULES% al-dl4j"
set "AL_MODULES=%AL_MODULES% al-minilm"
set "AL_MODULES=%AL_MODULES% al-models"
set "AL_MODULES=%AL_MODULES% al-strategies"
set "AL_MODULES=%AL_MODULES% al-metrics"
set "AL_MODULES=%AL_MODULES% al-core"
if defined AL_ONNX set "AL_MODULES=%AL_MODULES% al-onnx"
rem Built with -Pcuda: the CPU backend's classes would miss theirs.
findstr /c:"nd4j-cuda" "%AL_BUILT%" >nul || set "AL_MODULES=%AL_MODULES% al-native-cpu"
for %%m in (%AL_MODULES%) do call set "AL_CP=%%AL_CP%%%AL_HOME%\%%m\target\classes;"
rem The class path is longer than a command line may be, so it goes through the environment.
for /f "usebackq delims=" %%c in ("%AL_BUILT%") do set "CLASSPATH=%AL_CP%%%c"
if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=%NUMBER_OF_PROCESSORS%"
set "AL_JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "AL_JAVA=%JAVA_HOME%\bin\java.exe"
"%AL_JAVA%" -Dorg.bytedeco.javacpp.maxbytes=100%% -Dorg.bytedeco.javacpp.maxphysicalbytes=300%% -Dorg.nd4j.log.initialization=false org.al4j.cli.Al %*
exit /b %ERRORLEVEL%
