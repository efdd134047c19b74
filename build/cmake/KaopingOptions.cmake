# SPDX-License-Identifier: GPL-3.0-or-later
# Language level, warnings, sanitizers and output folders, for every target.
set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON) # the rooms are also linked into the add-in
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

add_library(kaoping_options INTERFACE)
target_compile_options(kaoping_options INTERFACE -Wall -Wextra -Wconversion -Wshadow -Werror -fvisibility=hidden)
target_compile_definitions(kaoping_options INTERFACE _GNU_SOURCE _FILE_OFFSET_BITS=64 KP_VERSION="${PROJECT_VERSION}")

option(KAOPING_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
if(KAOPING_SANITIZE)
  target_compile_options(kaoping_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(kaoping_options INTERFACE -fsanitize=address,undefined)
endif()
