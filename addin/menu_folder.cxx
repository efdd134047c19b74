// SPDX-License-Identifier: GPL-3.0-or-later
// The private folder, and the copy in it.
#include "menu_folder.hxx"

#include <com/sun/star/frame/XStorable.hpp>
#include <com/sun/star/frame/XTitle.hpp>
#include <com/sun/star/util/XModifiable.hpp>

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

namespace kaoping {

using css::beans::PropertyValue;
using css::uno::Reference;
using css::uno::Sequence;
using css::uno::UNO_QUERY;
using css::uno::UNO_QUERY_THROW;

private_folder::private_folder(const command_call &call) {
    const char *base = getenv("TMPDIR");
    path = std::string(base != nullptr && *base != '\0' ? base : "/tmp") + "/kaoping-XXXXXX";
    if (mkdtemp(&path[0]) == nullptr)
        call.stop(KP_M_MENU_FAILED, path);
}

private_folder::~private_folder() {
    DIR *folder = opendir(path.c_str());
    while (folder != nullptr)
        if (const dirent *entry = readdir(folder)) {
            unlink(file(entry->d_name).c_str()); // there are only files in it, but for "." and "..", which stay
        } else {
            closedir(folder);
            folder = nullptr;
        }
    rmdir(path.c_str());
}

workbook_copy copy_of_workbook(const command_call &call) {
    if (!call.model.is())
        call.stop(KP_M_MENU_NO_SHEET);
    Reference<css::frame::XStorable> storable(call.model, UNO_QUERY_THROW);
    Reference<css::util::XModifiable> state(call.model, UNO_QUERY);
    Reference<css::frame::XTitle> title(call.model, UNO_QUERY);
    workbook_copy copy;
    copy.folder.reset(new private_folder(call));
    copy.path = copy.folder->file("workbook.ods");
    copy.location = storable->hasLocation() ? path_of_url(storable->getLocation()) : std::string();
    if (!copy.location.empty())
        copy.shown = name_of_path(copy.location);
    else if (title.is())
        copy.shown = to_utf8(title->getTitle());
    if (state.is() && !state->isModified())
        copy.original = copy.location;
    Sequence<PropertyValue> how(1);
    how[0].Name = "FilterName";
    how[0].Value <<= rtl::OUString("calc8");
    storable->storeToURL(url_of_path(copy.path), how);
    return copy;
}

} // namespace kaoping
