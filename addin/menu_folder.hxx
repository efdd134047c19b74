// SPDX-License-Identifier: GPL-3.0-or-later
// menu_folder.hxx - a private folder for what passes between the office and the engine, and the copy of the open workbook that the engine reads.
#ifndef KAOPING_ADDIN_MENU_FOLDER_HXX
#define KAOPING_ADDIN_MENU_FOLDER_HXX

#include "menu_call.hxx"

#include <memory>

namespace kaoping {

/// A folder that only the user can open; it goes with all that is in it when this object does.
class private_folder {
  public:
    explicit private_folder(const command_call &call); // throws command_stop
    ~private_folder();
    private_folder(const private_folder &) = delete;
    private_folder &operator=(const private_folder &) = delete;

    std::string file(const char *name) const { return path + "/" + name; }

  private:
    std::string path;
};

/// The open workbook as the engine reads it: stored as a copy, which changes nothing of the document.
struct workbook_copy {
    std::unique_ptr<private_folder> folder;
    std::string path;     // of the copy, an .ods
    std::string shown;    // what the document is called
    std::string original; // the document's own file, where it is unchanged since it was stored; else ""
    std::string location; // the document's own file, changed or not; "" where it has none
};
workbook_copy copy_of_workbook(const command_call &call); // throws command_stop

} // namespace kaoping

#endif
