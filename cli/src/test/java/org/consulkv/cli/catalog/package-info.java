/// Tests of the commands about nodes and services.
@NullMarked
package org.consulkv.cli.catalog;

import org.jspecify.annotations.NullMarked;
