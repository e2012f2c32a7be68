// The tables of the spec's language: every field with its type and a line of explanation. What they mean is parse.cpp's business.
#pragma once

#include <span>

#include "scenarios/engine/language.hpp"

namespace redial::load {

const scenarios::language::Object& spec_object();
std::span<const scenarios::language::Object> phase_objects();    // each named by its word: that of its Shape
std::span<const scenarios::language::Object> backoff_objects();  // likewise

}  // namespace redial::load
