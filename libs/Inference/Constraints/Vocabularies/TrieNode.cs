using System.Runtime.InteropServices;

namespace Switchyard.Inference.Constraints.Vocabularies;

/// <summary>A node of the tokens' trie: what a walk asks of it lies together.</summary>
/// <param name="End">The node after the last one below.</param>
/// <param name="Token">A token that ends at the node, or -1.</param>
/// <param name="Depth">The number of bytes from the root to the node, the node's own included.</param>
/// <param name="Value">The node's byte.</param>
/// <param name="Height">The number of bytes to the farthest node below; the greatest means that or more.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TrieNode(int End, int Token, ushort Depth, byte Value, byte Height);
