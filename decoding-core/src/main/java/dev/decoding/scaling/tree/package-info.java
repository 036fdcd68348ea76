/**
 * Test-time compute by a tree: grows one from the beginnings of answers, judges where
 * they lead, and spends more where that is promising. RAIN goes by sets of tokens and
 * commits to them one by one; Monte Carlo tree search goes by steps of reasoning.
 */
@NullMarked
package dev.decoding.scaling.tree;

import org.jspecify.annotations.NullMarked;
