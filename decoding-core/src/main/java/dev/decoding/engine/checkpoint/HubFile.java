package dev.decoding.engine.checkpoint;

/**
 * A file of a repository on the Hugging Face Hub, at a commit.
 *
 * @param name the name of the file
 * @param etag what identifies the content: the SHA-256 of a large file, the Git object id
 * of a small one
 * @param size the size in bytes, or -1 if the server did not say
 */
record HubFile(String name, String etag, long size) {

}
