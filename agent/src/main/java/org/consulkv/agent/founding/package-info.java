/// How servers that have no log yet become one cluster, and no more than one.
@NullMarked
package org.consulkv.agent.founding;

import org.jspecify.annotations.NullMarked;
