@echo off
rem KeHub: finds a JDK, builds when the jar is missing or older than the sources, and runs it.
rem   KEHUB_JAVA_HOME   the JDK to use (21 or newer); else JAVA_HOME, PATH and the usual folders are looked at
rem   KEHUB_JAVA_OPTS   more options for the JVM, such as -Xmx512m
rem Delayed expansion is off where paths are handled, because it takes an exclamation mark out of them. Paths reach
rem PowerShell as variables, never as part of its program.
setlocal DisableDelayedExpansion
chcp 65001 >nul
set "ROOT=%~dp0"
set "JAR=%ROOT%server\target\kehub.jar"
set "NEEDED=21"
set "FOUND="

if not defined KEHUB_JAVA_HOME goto look
call :suits KEHUB_JAVA_HOME
if defined FOUND goto found
echo KEHUB_JAVA_HOME is no JDK %NEEDED% or newer. 1>&2
exit /b 1

:look
if defined JAVA_HOME call :suits JAVA_HOME
if defined FOUND goto found
for /f "delims=" %%J in ('where java 2^>nul') do (
  set "CANDIDATE=%%~dpJ.."
  if not defined FOUND call :suits CANDIDATE
)
for %%P in ("%ProgramFiles%\Java" "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%USERPROFILE%\.jdks") do (
  if exist "%%~P" for /d %%D in ("%%~P\*") do (
    set "CANDIDATE=%%~D"
    if not defined FOUND call :suits CANDIDATE
  )
)
if defined FOUND goto found
echo There is no JDK %NEEDED% or newer. Install one, or name its folder in KEHUB_JAVA_HOME. 1>&2
exit /b 1

:found
set "BUILD="
if not exist "%JAR%" set "BUILD=1"
if exist "%JAR%" if exist "%ROOT%pom.xml" (
  powershell -NoProfile -Command "$j=(Get-Item -LiteralPath $env:JAR).LastWriteTime; $s='pom.xml','client\pom.xml','embedded-postgres\pom.xml','server\pom.xml','client\src\main','embedded-postgres\src\main','server\src\main' | ForEach-Object { $env:ROOT + $_ }; $n=Get-ChildItem -Recurse -File -LiteralPath $s | Where-Object { $_.LastWriteTime -gt $j } | Select-Object -First 1; if ($n) { exit 1 } else { exit 0 }"
  if errorlevel 1 set "BUILD=1"
)
if not defined BUILD goto run
where mvn >nul 2>nul
if errorlevel 1 (
  echo There is no Apache Maven ^(mvn^) to build with. Install Maven 3.8 or newer and run this again. 1>&2
  exit /b 1
)
pushd "%ROOT%"
call mvn -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true -pl server -am package 1>&2
if errorlevel 1 (
  popd
  echo The build failed, see above. 1>&2
  exit /b 1
)
popd

:run
rem Java splits paths at a semicolon; the short name of the folder has none.
if not "%JAR:;=%"=="%JAR%" for %%I in ("%JAR%") do set "JAR=%%~sI"
"%FOUND%\bin\java" -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 %KEHUB_JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%

rem Sets FOUND to the folder in the variable %1 when it holds a JDK that is new enough. Called with a name, because "call"
rem expands a percent sign in a value once more.
:suits
setlocal EnableDelayedExpansion
set "HOME_FOLDER=!%1!"
set "MAJOR=0"
if exist "!HOME_FOLDER!\release" for /f "usebackq tokens=2 delims==" %%V in (`findstr /b "JAVA_VERSION=" "!HOME_FOLDER!\release"`) do (
  set "VERSION=%%~V"
  for /f "tokens=1 delims=." %%M in ("!VERSION!") do set "MAJOR=%%M"
)
set "GOOD="
if !MAJOR! GEQ %NEEDED% set "GOOD=1"
endlocal & set "GOOD=%GOOD%"
if not defined GOOD exit /b 0
setlocal EnableDelayedExpansion
for /f "delims=" %%H in ("!%1!") do endlocal & set "FOUND=%%H"
exit /b 0
