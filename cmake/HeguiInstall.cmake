# What `cmake --install` puts where, and the Debian package (cpack): the program with its helper, the rulebooks, the
# documentation, the manual page, and the library with its header for find_package(hegui).
include(CMakePackageConfigHelpers)

install(TARGETS hegui RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(TARGETS hegui-pdf RUNTIME DESTINATION "${CMAKE_INSTALL_LIBEXECDIR}/hegui")
# Tests of the rulebooks go along: who changes a rule runs them.
install(DIRECTORY rules/ DESTINATION "${CMAKE_INSTALL_DATADIR}/hegui/rules" FILES_MATCHING PATTERN "*.hegui")
install(DIRECTORY docs/ DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(FILES LICENSE README.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")
foreach(language en zh)
  set(page "${CMAKE_CURRENT_BINARY_DIR}/man/${language}/hegui.1")
  add_custom_command(OUTPUT "${page}" COMMAND hegui manual --lang ${language} > "${page}" DEPENDS hegui VERBATIM)
  file(MAKE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/man/${language}")
  list(APPEND manual_pages "${page}")
endforeach()
add_custom_target(hegui_manual ALL DEPENDS ${manual_pages})
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/man/en/hegui.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/man/zh/hegui.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/zh_CN/man1")

set(hegui_cmake_folder "${CMAKE_INSTALL_LIBDIR}/cmake/hegui")
install(FILES checker/library/hegui.hpp DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/hegui")
install(TARGETS hegui_library hegui_app hegui_trials hegui_findings hegui_engine hegui_report hegui_document hegui_text hegui_dsl
  EXPORT hegui-targets ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(EXPORT hegui-targets NAMESPACE hegui:: DESTINATION "${hegui_cmake_folder}")
configure_package_config_file(cmake/hegui-config.cmake.in "${CMAKE_CURRENT_BINARY_DIR}/hegui-config.cmake"
  INSTALL_DESTINATION "${hegui_cmake_folder}")
write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/hegui-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/hegui-config.cmake" "${CMAKE_CURRENT_BINARY_DIR}/hegui-config-version.cmake"
  DESTINATION "${hegui_cmake_folder}")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "Hegui <hegui@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "compliance checker for public-finance reports (合规)")
set(CPACK_PACKAGE_DESCRIPTION
  "Checks performance self-evaluation and final accounts reports of Chinese budget units against rules that auditors write and version. Every finding quotes the passage, shows the arithmetic, cites its basis and names the rule's version.")
set(CPACK_RESOURCE_FILE_LICENSE "${CMAKE_CURRENT_SOURCE_DIR}/LICENSE")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
# The libraries that the two programs need are read from them.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS poppler-data)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS
  "antiword, libreoffice-writer-nogui, qpdf, tesseract-ocr, tesseract-ocr-chi-sim, poppler-utils")
include(CPack)
