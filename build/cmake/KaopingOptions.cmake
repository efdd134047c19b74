# SPDX-License-Identifier: GPL-3.0-or-later
# Language level, warnings, hardening, sanitizers and output folders, for every target.
# Warnings are errors where the project's own compiler builds what is used (GCC of Debian 12). The presets of the sanitizers and of clang turn that
# off: instrumented code warns of paths that do not exist, and clang has other opinions.
option(KAOPING_WERROR "Treat warnings as errors; turn off for a compiler the project is not tested with" ON)
option(KAOPING_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(KAOPING_FUZZ "Build the fuzz targets, and nothing else, with clang's libFuzzer" OFF)

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
if(NOT CMAKE_RUNTIME_OUTPUT_DIRECTORY)
  set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
endif()

# The rooms are also linked into the add-in, so all code is position-independent; a program is linked as PIE.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
include(CheckPIESupported)
check_pie_supported(LANGUAGES C)

# No -DNDEBUG: the invariants stay on in what people use, because stopping is better than publishing a wrong score.
set(CMAKE_C_FLAGS_RELEASE "-O2")

add_library(kaoping_options INTERFACE)
target_compile_options(kaoping_options INTERFACE -Wall -Wextra -Wconversion -Wshadow -fvisibility=hidden)
target_compile_definitions(kaoping_options INTERFACE _GNU_SOURCE _FILE_OFFSET_BITS=64 KP_VERSION="${PROJECT_VERSION}")
if(KAOPING_WERROR)
  target_compile_options(kaoping_options INTERFACE -Werror)
endif()

if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT KAOPING_SANITIZE AND NOT KAOPING_FUZZ)
  # The prefix map keeps the builder's folders out of the program: the same source gives the same bytes anywhere.
  target_compile_options(kaoping_options INTERFACE
    -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection
    "-ffile-prefix-map=${CMAKE_BINARY_DIR}=out/release" "-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.")
  target_link_options(kaoping_options INTERFACE -Wl,-z,relro,-z,now)
endif()

if(KAOPING_SANITIZE)
  target_compile_options(kaoping_options INTERFACE -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(kaoping_options INTERFACE -fsanitize=address,undefined)
endif()

if(KAOPING_FUZZ)
  include(CheckCSourceCompiles)
  set(CMAKE_REQUIRED_FLAGS "-fsanitize=fuzzer,address,undefined")
  check_c_source_compiles("
    #include <stddef.h>
    #include <stdint.h>
    int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
    int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { return data == NULL || size == 0 ? 0 : 0; }"
    KAOPING_HAVE_LIBFUZZER)
  unset(CMAKE_REQUIRED_FLAGS)
  if(NOT KAOPING_HAVE_LIBFUZZER)
    message(FATAL_ERROR "KAOPING_FUZZ needs clang with its fuzzing runtime (Debian: clang, libclang-rt-dev); build/install-deps installs them.")
  endif()
  target_compile_options(kaoping_options INTERFACE
    -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(kaoping_options INTERFACE -fsanitize=address,undefined)
endif()
