@NullMarked
package org.consulkv.http.catalog;

import org.jspecify.annotations.NullMarked;
