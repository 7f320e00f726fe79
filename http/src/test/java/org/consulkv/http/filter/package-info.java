@NullMarked
package org.consulkv.http.filter;

import org.jspecify.annotations.NullMarked;
