// SPDX-License-Identifier: GPL-3.0-or-later
// sample_dialog.hxx - the dialog of 抽取样本.
#ifndef KAOPING_ADDIN_SAMPLE_DIALOG_HXX
#define KAOPING_ADDIN_SAMPLE_DIALOG_HXX

#include "menu_call.hxx"

namespace kaoping {

/// The frame that is drawn from, as the dialog tells it.
struct sample_frame {
    std::string sheet, range;
    std::vector<std::string> heads;
    size_t rows = 0;
};

/// What is asked for, as it was typed. Columns by their heads.
struct sample_request {
    std::string by; // "": no strata
    std::vector<std::string> ids, columns;
    std::string each, total; // one of both
    bool equal = false;      // how a total is dealt out
    std::string substitutes, seed;
};

/// Asks for it, beginning with what `wanted` holds; false where the user cancelled.
bool ask_for_sample(const command_call &call, const sample_frame &frame, sample_request &wanted);

} // namespace kaoping

#endif
