# Installs into an empty folder, then uses what is there as a stranger would: the program with its rulebooks and manual
# page, and the library from a project of its own.
# Needs: BUILD (the build folder), WORK (an own folder), SOURCE (tests/library), SAMPLE (a report with findings), COMPILER
cmake_policy(SET CMP0057 NEW)

function(run_or_stop)
  cmake_parse_arguments(arg "" "STATUS;OUTPUT" "COMMAND" ${ARGN})
  execute_process(COMMAND ${CMAKE_COMMAND} -E env --unset=HEGUI_RULES --unset=HEGUI_PDF ${arg_COMMAND}
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE errors)
  if(NOT arg_STATUS)
    set(arg_STATUS 0)
  endif()
  if(NOT status EQUAL arg_STATUS)
    list(JOIN arg_COMMAND " " said)
    message(FATAL_ERROR "${said}\nstatus ${status}, expected ${arg_STATUS}\n${output}\n${errors}")
  endif()
  set(${arg_OUTPUT} "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE "${WORK}")
set(prefix "${WORK}/prefix")
run_or_stop(COMMAND "${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${prefix}" OUTPUT ignored)

# The program finds its rulebooks beside itself.
run_or_stop(COMMAND "${prefix}/bin/hegui" check --format jsonl "${SAMPLE}" STATUS 1 OUTPUT findings)
if(NOT findings MATCHES "\"findings\"")
  message(FATAL_ERROR "the installed program tells nothing: ${findings}")
endif()
foreach(file include/hegui/hegui.hpp share/hegui/rules/taxonomy share/man/man1/hegui.1 share/man/zh_CN/man1/hegui.1
        share/doc/hegui/tutorial/README.md libexec/hegui/hegui-pdf)
  if(NOT EXISTS "${prefix}/${file}")
    message(FATAL_ERROR "not installed: ${file}")
  endif()
endforeach()
file(READ "${prefix}/share/man/zh_CN/man1/hegui.1" page)
if(NOT page MATCHES "核..查..报..告")  # between characters a line may end
  message(FATAL_ERROR "the Chinese manual page is not in Chinese")
endif()

# The library, from a project that knows nothing but the prefix. Its rulebooks lie where it would be installed for good.
run_or_stop(COMMAND "${CMAKE_COMMAND}" -S "${SOURCE}/consumer" -B "${WORK}/consumer" "-DCMAKE_PREFIX_PATH=${prefix}"
  "-DCMAKE_CXX_COMPILER=${COMPILER}" OUTPUT ignored)
run_or_stop(COMMAND "${CMAKE_COMMAND}" --build "${WORK}/consumer" OUTPUT ignored)
run_or_stop(COMMAND "${CMAKE_COMMAND}" -E env "HEGUI_RULES=${prefix}/share/hegui/rules" "${WORK}/consumer/consumer" "${SAMPLE}"
  OUTPUT told)
if(NOT told MATCHES "^[0-9.]+ [1-9][0-9]* \n$")
  message(FATAL_ERROR "the library tells: ${told}")
endif()
file(REMOVE_RECURSE "${WORK}")
