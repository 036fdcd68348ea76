/**
 * The bookkeeping of the paged cache of keys and values: which prefix is in which blocks.
 * Nothing here touches a tensor.
 */
@NullMarked
package dev.decoding.engine.cache;

import org.jspecify.annotations.NullMarked;
