@echo off
rem KeHub: finds a JDK, builds when the jar is missing or older than the sources, and runs it.
rem   KEHUB_JAVA_HOME   the JDK to use (21 or newer); else JAVA_HOME, PATH and the usual folders are looked at
rem   KEHUB_JAVA_OPTS   more options for the JVM, such as -Xmx512m
setlocal EnableDelayedExpansion
chcp 65001 >nul
set "ROOT=%~dp0"
set "JAR=%ROOT%server\target\kehub.jar"
set "NEEDED=21"
set "FOUND="

if defined KEHUB_JAVA_HOME (
  call :suits "%KEHUB_JAVA_HOME%"
  if not defined FOUND (
    echo KEHUB_JAVA_HOME=%KEHUB_JAVA_HOME% is no JDK %NEEDED% or newer. 1>&2
    exit /b 1
  )
)
if not defined FOUND if defined JAVA_HOME call :suits "%JAVA_HOME%"
if not defined FOUND for /f "delims=" %%J in ('where java 2^>nul') do if not defined FOUND call :suits "%%~dpJ.."
for %%P in ("%ProgramFiles%\Java" "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%USERPROFILE%\.jdks") do (
  if not defined FOUND if exist "%%~P" for /d %%D in ("%%~P\*") do if not defined FOUND call :suits "%%~D"
)
if not defined FOUND (
  echo There is no JDK %NEEDED% or newer. Install one, or name its folder in KEHUB_JAVA_HOME. 1>&2
  exit /b 1
)

set "BUILD="
if not exist "%JAR%" set "BUILD=1"
if exist "%JAR%" if exist "%ROOT%pom.xml" (
  powershell -NoProfile -Command "$j=(Get-Item '%JAR%').LastWriteTime; $n=Get-ChildItem -Recurse -File '%ROOT%pom.xml','%ROOT%client\pom.xml','%ROOT%server\pom.xml','%ROOT%client\src\main','%ROOT%server\src\main' | Where-Object { $_.LastWriteTime -gt $j } | Select-Object -First 1; if ($n) { exit 1 } else { exit 0 }"
  if errorlevel 1 set "BUILD=1"
)
if defined BUILD (
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
)

"%FOUND%\bin\java" -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 %KEHUB_JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%

:suits
if not exist "%~1\release" exit /b 0
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do set "VERSION=%%~V"
for /f "tokens=1 delims=." %%M in ("!VERSION!") do if %%M GEQ %NEEDED% set "FOUND=%~1"
exit /b 0
