#pragma once

struct llama_context;

/**
 * Gives the memory of a new, still empty KV cache back to the system, page by page as it is. llama.cpp fills the cache
 * with zeros when it makes it, and so takes all of it at once; a page that is given back holds zeros again when it is
 * next touched, so only what a conversation fills is taken. Linux and caches in plain memory; elsewhere nothing happens.
 */
void releaseUnusedCells(llama_context* context);
