# Writes files into a C++ source as texts, so that the program needs none of them when it runs.
# Called as: cmake -DOUT=….cpp -DHEADER=….hpp -DNAMESPACE=… -DFOLDER=… "-DSTYLES=a.css b.css" "-DSCRIPTS=a.js b.js" -P embed.cmake
# Afterwards OUT defines what HEADER declares: the texts of the styles and of the scripts, each joined in the order given.
function(embed name files out)
  set(code "std::string_view ${name}() {\n  static const std::string text = [] {\n    std::string all;\n")
  separate_arguments(list UNIX_COMMAND "${files}")
  foreach(file IN LISTS list)
    file(READ "${FOLDER}/${file}" content)
    string(FIND "${content}" ")hegui\"" clash)
    if(NOT clash EQUAL -1)
      message(FATAL_ERROR "${file} holds the end mark of a raw text")
    endif()
    string(APPEND code "    all += R\"hegui(${content})hegui\";\n")
  endforeach()
  string(APPEND code "    return all;\n  }();\n  return text;\n}\n\n")
  set(${out} "${code}" PARENT_SCOPE)
endfunction()

embed(html_styles "${STYLES}" styles)
embed(html_scripts "${SCRIPTS}" scripts)
file(WRITE "${OUT}" "// Made by cmake/embed.cmake: do not edit.\n#include \"${HEADER}\"\n\n#include <string>\n\nnamespace ${NAMESPACE} {\n\n${styles}${scripts}}  // namespace ${NAMESPACE}\n")
