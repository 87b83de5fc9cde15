#include "unpack/unpacked.h"

static void leaf_free(gpointer data)
{
    UnpackedLeaf *leaf = data;
    g_free(leaf->path);
    g_clear_pointer(&leaf->content, g_bytes_unref);
    g_free(leaf);
}

static void letter_free(gpointer data)
{
    UnpackedLetter *letter = data;
    g_free(letter->path);
    g_free(letter->sender);
    g_free(letter->subject);
    g_free(letter->body);
    g_free(letter);
}

static void problem_free(gpointer data)
{
    UnpackProblem *problem = data;
    g_free(problem->path);
    g_free(problem->message);
    g_free(problem);
}

Unpacked *unpacked_new(void)
{
    Unpacked *unpacked = g_new0(Unpacked, 1);
    unpacked->leaves = g_ptr_array_new_with_free_func(leaf_free);
    unpacked->letters = g_ptr_array_new_with_free_func(letter_free);
    unpacked->problems = g_ptr_array_new_with_free_func(problem_free);
    return unpacked;
}

void unpacked_free(Unpacked *unpacked)
{
    if (unpacked == NULL) {
        return;
    }
    g_ptr_array_unref(unpacked->leaves);
    g_ptr_array_unref(unpacked->letters);
    g_ptr_array_unref(unpacked->problems);
    g_free(unpacked->sender);
    g_free(unpacked->body);
    g_free(unpacked);
}
