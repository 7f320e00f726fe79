/// JSON as the commands need it, on top of Jackson's streams.
@NullMarked
package org.consulkv.cli.json;

import org.jspecify.annotations.NullMarked;
