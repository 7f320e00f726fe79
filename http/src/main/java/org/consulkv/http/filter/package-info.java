/// Filter expressions: the language of `?filter=`, and what it can select in a kind of value.
@NullMarked
package org.consulkv.http.filter;

import org.jspecify.annotations.NullMarked;
