// The entry points of libFuzzer for the one target that this program is built for (HEGUI_TARGET).
// Built once a target in the fuzzing build.
// Afterwards libFuzzer has a run and a mutation of its own for text.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/fuzz/mutator.hpp"
#include "tests/fuzz/targets.hpp"

extern "C" {

std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  hegui::fuzz::HEGUI_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed) {
  // Bytes half of the time, pieces of text the other half.
  if ((seed & 1U) != 0 || size < 2) return LLVMFuzzerMutate(data, size, max_size);
  return hegui::fuzz::mutate_text(reinterpret_cast<char*>(data), size, max_size, seed >> 1U);
}

}  // extern "C"
