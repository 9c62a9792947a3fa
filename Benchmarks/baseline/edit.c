/*
 * The floor of `flagctl enable`: the same writes through libgit2, and nothing else.
 *
 *     edit -C DIR enable|disable KEY [anything]
 *
 * It reads the state of one flag in production at the head, flips `enabled`, and writes what
 * flagctl writes with the same durability: blob, four trees and commit with fsync, the branch
 * by compare-and-swap with its reflog, the file in the work tree by fsync and rename, and its
 * entry in the index. It parses no JSON, validates nothing, asks no policy and tells no impact.
 * Nothing is freed: the process ends.
 */

#define _GNU_SOURCE
#include <fcntl.h>
#include <git2.h>
#include <git2/sys/commit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void fail(const char *what, const char *why) {
    fprintf(stderr, "edit: %s: %s\n", what, why);
    exit(70);
}

static void git(int result, const char *what) {
    if (result < 0) {
        const git_error *error = git_error_last();
        fail(what, error ? error->message : "unknown error");
    }
}

static void posix(int result, const char *what) {
    if (result < 0) {
        perror(what);
        exit(70);
    }
}

/* The content with `"enabled": <from>` replaced by `"enabled": <to>`. */
static char *flipped(const char *content, size_t length, int enable, size_t *new_length) {
    const char *from = enable ? "\"enabled\": false" : "\"enabled\": true";
    const char *to = enable ? "\"enabled\": true" : "\"enabled\": false";
    const char *found = memmem(content, length, from, strlen(from));
    if (found == NULL) fail("state", "nothing to change");
    size_t before = (size_t)(found - content);
    size_t after = length - before - strlen(from);
    *new_length = before + strlen(to) + after;
    char *result = malloc(*new_length);
    memcpy(result, content, before);
    memcpy(result + before, to, strlen(to));
    memcpy(result + before + strlen(to), found + strlen(from), after);
    return result;
}

/* Replaces a file of the work tree so that a crash leaves the old one or the new one. */
static void replace_file(const char *path, const char *content, size_t length, struct stat *status) {
    char temporary[4200];
    snprintf(temporary, sizeof temporary, "%.4095s.tmp-%d", path, (int)getpid());
    int file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    posix(file, temporary);
    if (write(file, content, length) != (ssize_t)length) fail(temporary, "short write");
    posix(fsync(file), "fsync");
    posix(fstat(file, status), "fstat");
    posix(close(file), "close");
    posix(rename(temporary, path), path);
    posix(lstat(path, status), path); /* the rename moved ctime */
}

static void update_index(git_repository *repository, const char *path, const git_oid *blob, const struct stat *status) {
    git_index *index = NULL;
    git_index_entry entry = {0};
    entry.ctime.seconds = (int32_t)status->st_ctim.tv_sec;
    entry.ctime.nanoseconds = (uint32_t)status->st_ctim.tv_nsec;
    entry.mtime.seconds = (int32_t)status->st_mtim.tv_sec;
    entry.mtime.nanoseconds = (uint32_t)status->st_mtim.tv_nsec;
    entry.dev = (uint32_t)status->st_dev;
    entry.ino = (uint32_t)status->st_ino;
    entry.uid = status->st_uid;
    entry.gid = status->st_gid;
    entry.file_size = (uint32_t)status->st_size;
    entry.mode = GIT_FILEMODE_BLOB;
    entry.id = *blob;
    entry.path = path;
    git(git_repository_index(&index, repository), "index");
    git(git_index_add(index, &entry), "index entry");
    git(git_index_write(index), "index write");
}

int main(int argc, char **argv) {
    if (argc < 5 || strcmp(argv[1], "-C") != 0) {
        fprintf(stderr, "usage: edit -C DIR enable|disable KEY [anything]\n");
        return 64;
    }
    const char *directory = argv[2], *key = argv[4];
    int enable = strcmp(argv[3], "enable") == 0;
    char path[512], file[4096], message[2048], reflog[1024];
    snprintf(path, sizeof path, "environments/production/flags/%s.json", key);
    snprintf(file, sizeof file, "%s/%s", directory, path);

    git(git_libgit2_init(), "libgit2");
    git(git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1), "fsync");
    git_repository *repository = NULL;
    git(git_repository_open(&repository, directory), directory);

    git_reference *head = NULL, *moved = NULL;
    git_commit *parent = NULL;
    git_tree *base = NULL;
    git(git_repository_head(&head, repository), "head");
    git(git_commit_lookup(&parent, repository, git_reference_target(head)), "head commit");
    git(git_commit_tree(&base, parent), "head tree");

    git_tree_entry *found = NULL;
    git_blob *state = NULL;
    git(git_tree_entry_bypath(&found, base, path), path);
    git(git_blob_lookup(&state, repository, git_tree_entry_id(found)), path);
    size_t length = 0;
    char *content = flipped(git_blob_rawcontent(state), (size_t)git_blob_rawsize(state), enable, &length);

    git_oid blob, tree_id, commit;
    git(git_blob_create_from_buffer(&blob, repository, content, length), "blob");
    git_tree_update update = {GIT_TREE_UPDATE_UPSERT, blob, GIT_FILEMODE_BLOB, path};
    git(git_tree_create_updated(&tree_id, repository, base, 1, &update), "tree");

    git_signature *author = NULL;
    git(git_signature_default(&author, repository), "identity");
    snprintf(message, sizeof message,
             "%s %s in production\n\nbench\n\nFlag: %s\nEnvironment: production\nOperation: %s\n"
             "Change-Id: 01K8WNAGC0Q64QAKGHG8GQFZFQ\nApproved-by: Priya N <priya@example.com>\n",
             enable ? "Enable" : "Disable", key, key, enable ? "enable" : "disable");
    const git_oid *parents[] = {git_commit_id(parent)};
    git(git_commit_create_from_ids(&commit, repository, NULL, author, author, NULL, message, &tree_id, 1, parents),
        "commit");

    snprintf(reflog, sizeof reflog, "commit: %s %s in production", enable ? "Enable" : "Disable", key);
    git(git_reference_create_matching(&moved, repository, git_reference_name(head), &commit, 1,
                                      git_reference_target(head), reflog),
        "branch");

    struct stat status;
    replace_file(file, content, length, &status);
    update_index(repository, path, &blob, &status);
    return 0;
}
