/// JSON, read into maps and lists and written from them. Reading starts within a millisecond, and
/// its errors are worded as Go's `encoding/json` words them.
@NullMarked
package org.consulkv.cli.json;

import org.jspecify.annotations.NullMarked;
