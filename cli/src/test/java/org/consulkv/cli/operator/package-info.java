@NullMarked
package org.consulkv.cli.operator;

import org.jspecify.annotations.NullMarked;
