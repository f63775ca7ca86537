using Switchyard.Inference.Constraints;

namespace Switchyard.Inference.Tests.Scheduling;

/// <summary>Allows one set of tokens at each place; the text is whole after the last. Fails at a place where a test wants it to.</summary>
internal sealed class ListConstraint(params int[][] places) : IConstraint
{
    public int FailsAt { get; init; } = -1;

    public IConstraintState Start() => new State(places, FailsAt);

    private sealed class State(int[][] places, int failsAt) : IConstraintState
    {
        private int _place;

        public bool CanEnd => _place == places.Length;

        public void Fill(TokenMask mask)
        {
            if (_place == failsAt)
            {
                throw new NotSupportedException("This constraint fails here.");
            }

            mask.Clear();
            foreach (var token in CanEnd ? [] : places[_place])
            {
                mask.Add(token);
            }
        }

        public void Accept(int token) => _place += Array.IndexOf(places[_place], token) >= 0 ? 1 : throw new InvalidOperationException($"Token {token} was not allowed.");
    }
}
