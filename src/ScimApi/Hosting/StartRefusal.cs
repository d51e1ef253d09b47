using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Scim.Api.Configuration;
using Scim.Grains.Interfaces.Results;

namespace Scim.Api.Hosting;

/// <summary>Why a node did not start, where that is its surroundings' doing and no defect: one sentence, instead of a stack trace.</summary>
internal static class StartRefusal
{
    /// <summary>Null for what nobody expects; that may end the process as it likes.</summary>
    public static string? Reason(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case RefusedConfigurationException:
                    return cause.Message;
                case DirectoryUnavailableException:
                    return cause.InnerException is { } why ? $"{cause.Message} {why.Message}" : cause.Message;
                case AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse or SocketError.AddressNotAvailable }:
                    return fault.Message;
            }
        }

        return null;
    }
}
