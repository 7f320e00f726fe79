/// Tests of the JSON reader and writer.
@NullMarked
package org.consulkv.cli.json;

import org.jspecify.annotations.NullMarked;
