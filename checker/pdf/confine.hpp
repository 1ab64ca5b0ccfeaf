// What the PDF helper may still ask of the system once it has its input: memory, time, and reading fonts and tables.
// Called once, before the PDF is looked at.
// Afterwards writing files, the network, and starting programs fail; what the kernel cannot forbid stays allowed.
#pragma once

namespace hegui::pdf {

void confine();

}  // namespace hegui::pdf
