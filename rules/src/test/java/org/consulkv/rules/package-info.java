/// What the build checks of every module, beside the compiler: format, sizes, layers, forbidden
/// calls.
///
/// These tests read the modules' folders, so the module comes last in the build and depends on none
/// of them.
@NullMarked
package org.consulkv.rules;

import org.jspecify.annotations.NullMarked;
