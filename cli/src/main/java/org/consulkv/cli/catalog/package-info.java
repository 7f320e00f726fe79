/// `consul catalog`, `services` and `maint`.
@NullMarked
package org.consulkv.cli.catalog;

import org.jspecify.annotations.NullMarked;
