package dev.decoding.chat.template;

import java.util.List;

/**
 * A macro or the body of a call block.
 *
 * @param name its name
 * @param parameters the names of its parameters
 * @param slots where these are in its frame
 * @param defaults the values of the last of them if they are not given
 * @param caller where {@code caller} is, or -1 if nothing reads it
 * @param kwargs where {@code kwargs} is, or -1 if nothing reads it
 * @param varargs where {@code varargs} is, or -1 if nothing reads it
 * @param code whose frames it runs in
 * @param entry begins its scope
 * @param body what it writes
 */
record MacroDefinition(String name, List<String> parameters, int[] slots, Expression[] defaults, int caller, int kwargs,
		int varargs, Code code, Scope.Entry entry, Statement body) {

}
