namespace Switchyard.Inference.Constraints.Automata;

/// <summary>A pattern that is not served, or an automaton over its budget. Whoever knows where it stands in the schema turns it into a <see cref="ConstraintException"/>.</summary>
internal sealed class AutomatonException(string message) : Exception(message);
