// SPDX-License-Identifier: GPL-3.0-or-later
// Arguments as UNO hands them over, seen as cells. What is behind an any is told by its type class and read in place.
//
// kp_alloc() may leave these functions by longjmp, so none of them has a local variable with a destructor.
#include "cells_in.hxx"

#include <typelib/typedescription.h>
#include <uno/any2.h>
#include <uno/sequence2.h>

#include <cmath>
#include <cstring>

namespace kaoping {

namespace {

/// Type descriptions of plain values and sequences live as long as the program; this does not count a reference.
const typelib_TypeDescription *description_of(typelib_TypeDescriptionReference *type) {
    typelib_TypeDescription *description = nullptr;
    TYPELIB_DANGER_GET(&description, type);
    if (description != nullptr)
        TYPELIB_DANGER_RELEASE(description);
    return description;
}

/// The type of the elements of a sequence type; nullptr where it is no sequence.
typelib_TypeDescriptionReference *element_type(typelib_TypeDescriptionReference *type) {
    if (type->eTypeClass != typelib_TypeClass_SEQUENCE)
        return nullptr;
    auto description = reinterpret_cast<const typelib_IndirectTypeDescription *>(description_of(type));
    return description == nullptr ? nullptr : description->pType;
}

/// The sequence behind `data`, which points to a value of a sequence type.
const uno_Sequence *sequence_at(const void *data) { return *static_cast<const uno_Sequence *const *>(data); }

/// A value without its type: an any is looked into, so that `type` is never any.
struct place {
    const void *data;
    typelib_TypeDescriptionReference *type;
};

place place_of(const void *data, typelib_TypeDescriptionReference *type) {
    while (type->eTypeClass == typelib_TypeClass_ANY) {
        auto any = static_cast<const uno_Any *>(data);
        data = any->pData;
        type = any->pType;
    }
    return {data, type};
}

template <typename T> double number_at(const void *data) { return static_cast<double>(*static_cast<const T *>(data)); }

void set_number(kp_value *out, double number) {
    out->number = number;
    if (std::isfinite(number)) {
        out->kind = KP_VALUE_NUMBER;
        return;
    }
    // An error of Calc is a NaN with its number in the lower half; any other one means a computation that has no result.
    uint64_t bits;
    std::memcpy(&bits, &number, sizeof bits);
    out->kind = KP_VALUE_ERROR;
    out->error = std::isnan(number) && (bits & 0xFFFFFFFFu) != 0 ? static_cast<int32_t>(bits & 0xFFFFu) : KP_FUNCTION_ERROR_UNDECIDED;
}

void read_value(place from, kp_arena *arena, kp_value *out) {
    out->kind = KP_VALUE_EMPTY;
    out->error = 0;
    out->number = 0;
    out->text = nullptr;
    switch (from.type->eTypeClass) {
    case typelib_TypeClass_DOUBLE: return set_number(out, number_at<double>(from.data));
    case typelib_TypeClass_STRING: {
        auto text = *static_cast<rtl_uString *const *>(from.data);
        if (text->length == 0)
            return;
        out->kind = KP_VALUE_TEXT;
        out->text = utf8_in(arena, text);
        return;
    }
    case typelib_TypeClass_VOID: return;
    case typelib_TypeClass_BOOLEAN: return set_number(out, *static_cast<const sal_Bool *>(from.data) ? 1 : 0);
    case typelib_TypeClass_BYTE: return set_number(out, number_at<sal_Int8>(from.data));
    case typelib_TypeClass_SHORT: return set_number(out, number_at<sal_Int16>(from.data));
    case typelib_TypeClass_UNSIGNED_SHORT: return set_number(out, number_at<sal_uInt16>(from.data));
    case typelib_TypeClass_LONG: return set_number(out, number_at<sal_Int32>(from.data));
    case typelib_TypeClass_UNSIGNED_LONG: return set_number(out, number_at<sal_uInt32>(from.data));
    case typelib_TypeClass_HYPER: return set_number(out, number_at<sal_Int64>(from.data));
    case typelib_TypeClass_UNSIGNED_HYPER: return set_number(out, number_at<sal_uInt64>(from.data));
    case typelib_TypeClass_FLOAT: return set_number(out, number_at<float>(from.data));
    default: out->kind = KP_VALUE_ERROR; out->error = KP_FUNCTION_ERROR_TEXT;
    }
}

/// Writes one row: the values of a sequence, or a single one; what is missing of `columns` is empty.
void read_row(place row, kp_arena *arena, size_t columns, kp_value *out) {
    typelib_TypeDescriptionReference *type = element_type(row.type);
    if (type == nullptr) {
        read_value(row, arena, out);
        for (size_t i = 1; i < columns; i++)
            out[i] = kp_value{KP_VALUE_EMPTY, 0, 0, nullptr};
        return;
    }
    const uno_Sequence *cells = sequence_at(row.data);
    size_t count = static_cast<size_t>(cells->nElements);
    size_t size = static_cast<size_t>(description_of(type)->nSize);
    for (size_t i = 0; i < columns; i++)
        if (i < count)
            read_value(place_of(cells->elements + i * size, type), arena, &out[i]);
        else
            out[i] = kp_value{KP_VALUE_EMPTY, 0, 0, nullptr};
}

/// The any that an area reads.
place source_of(const kp_area *area) {
    auto any = static_cast<const uno_Any *>(area->source);
    return {any->pData, any->pType};
}

/// Element `index` of the sequence `at`.
place element_of(place at, size_t index) {
    typelib_TypeDescriptionReference *type = element_type(at.type);
    size_t size = static_cast<size_t>(description_of(type)->nSize);
    return place_of(sequence_at(at.data)->elements + index * size, type);
}

size_t length_of(place at) { return static_cast<size_t>(sequence_at(at.data)->nElements); }

bool is_sequence(place at) { return at.type->eTypeClass == typelib_TypeClass_SEQUENCE; }

void read_row_of_range(const kp_area *area, kp_arena *arena, size_t row, kp_value *out) {
    read_row(element_of(source_of(area), row), arena, area->columns, out);
}

void read_only_row(const kp_area *area, kp_arena *arena, size_t, kp_value *out) { read_row(source_of(area), arena, area->columns, out); }

} // namespace

kp_area area_of(const css::uno::Any &argument) {
    kp_area area = {0, 0, read_only_row, &argument};
    place all = source_of(&area);
    if (all.type->eTypeClass == typelib_TypeClass_VOID)
        return area;
    if (!is_sequence(all)) {
        area.rows = area.columns = 1;
        return area;
    }
    size_t rows = length_of(all), columns = 0;
    for (size_t i = 0; i < rows; i++) {
        place row = element_of(all, i);
        bool sequence = is_sequence(row);
        size_t width = sequence ? length_of(row) : 1;
        if (sequence)
            area.read = read_row_of_range;
        if (columns < width)
            columns = width;
    }
    area.columns = columns;
    area.rows = columns == 0 ? 0 : rows;
    if (area.read == read_only_row && rows > 0) { // a plain sequence
        area.rows = 1;
        area.columns = rows;
    }
    return area;
}

const char *utf8_in(kp_arena *arena, const rtl_uString *text) {
    const sal_Unicode *from = text->buffer, *end = from + text->length;
    // A unit of UTF-16 is at most three bytes of UTF-8; a pair is four.
    auto bytes = static_cast<char *>(kp_alloc(arena, static_cast<size_t>(text->length) * 3 + 1));
    char *to = bytes;
    auto put = [&to](uint32_t byte) { *to++ = static_cast<char>(byte); };
    while (from < end) {
        uint32_t code = *from++;
        if (code >= 0xD800 && code < 0xDC00 && from < end && *from >= 0xDC00 && *from < 0xE000)
            code = 0x10000 + ((code - 0xD800) << 10) + (*from++ - 0xDC00u);
        else if (code == 0 || (code >= 0xD800 && code < 0xE000))
            code = 0xFFFD;
        if (code < 0x80) {
            put(code);
        } else if (code < 0x800) {
            put(0xC0 | code >> 6);
            put(0x80 | (code & 0x3F));
        } else if (code < 0x10000) {
            put(0xE0 | code >> 12);
            put(0x80 | (code >> 6 & 0x3F));
            put(0x80 | (code & 0x3F));
        } else {
            put(0xF0 | code >> 18);
            put(0x80 | (code >> 12 & 0x3F));
            put(0x80 | (code >> 6 & 0x3F));
            put(0x80 | (code & 0x3F));
        }
    }
    *to = '\0';
    return bytes;
}

} // namespace kaoping
