/// Tests of flags and help texts.
@NullMarked
package org.consulkv.cli.flag;

import org.jspecify.annotations.NullMarked;
