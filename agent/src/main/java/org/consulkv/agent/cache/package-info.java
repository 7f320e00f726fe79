/// Answers of servers that an agent keeps for those who say that they take kept ones.
@NullMarked
package org.consulkv.agent.cache;

import org.jspecify.annotations.NullMarked;
