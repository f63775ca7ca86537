using Switchyard.Hosting.Home;
using Switchyard.Hosting.Logs;

namespace Switchyard.Hosting.Engine;

/// <summary>What every part of a running engine uses.</summary>
internal sealed record EngineServices(HomeFolder Home, EngineConsole Console, StateBoard Board, TimeProvider Time);
